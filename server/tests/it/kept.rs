//! The list of what is kept is the database itself: nothing is missing, nothing is made up.

use crate::app::{On, TestApp};
use crate::on_both;
use crate::rows::Rows;
use ::app::backend::Backend;
use ::app::kept::Kept;

/// Every `table.column` that the database has.
async fn stored(app: &TestApp) -> Vec<String> {
    let columns = match app.on {
        On::Sqlite => {
            "SELECT t.name || '.' || c.name FROM sqlite_master t JOIN pragma_table_info(t.name) c \
             WHERE t.type = 'table' AND t.name NOT LIKE 'sqlite_%'"
        }
        On::Postgres => {
            "SELECT table_name || '.' || column_name FROM information_schema.columns \
             WHERE table_schema IN ('app', 'public')"
        }
    };
    let mut found: Vec<String> = Rows::of(app)
        .await
        .column(columns)
        .await
        .into_iter()
        .map(|name| String::from_utf8(name).unwrap())
        .collect();
    found.sort_unstable();
    found
}

on_both! {
    async fn every_column_is_told_of_once_and_no_other(app: TestApp) {
        let kept = Backend::kept(&app.service);
        let columns = kept.iter().flat_map(|keeping| {
            keeping.columns.iter().map(move |column| format!("{}.{column}", keeping.table))
        });
        let mut told: Vec<String> = columns.collect();
        told.sort_unstable();
        let stored = stored(&app).await;
        assert!(stored.len() > 40, "{stored:?}");
        assert_eq!(told, stored, "db/kept.rs says under which entry a column is told of");
    }

    async fn every_entry_has_something_in_it(app: TestApp) {
        for entry in Kept::ALL {
            let kept = Backend::kept(&app.service);
            assert!(kept.iter().any(|keeping| keeping.kept == entry), "{entry:?}");
        }
    }
}
