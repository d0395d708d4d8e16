//! Totals for staff: small charts drawn by the server, each with its numbers as a table.

use crate::api::totals::{Series, Totals};
use crate::shell::Shell;
use crate::visit::Visit;
use crate::words::{StaffWords, words};
use chrono::{Datelike, NaiveDate};
use leptos::prelude::*;

/// How wide and high a chart is, in its own units.
const WIDTH: i64 = 300;
const HEIGHT: i64 = 72;
/// How high a day is drawn whose number is not told.
const LOW: i64 = 3;

/// What happened on the last days.
pub fn staff(visit: Visit, totals: Totals, options: LeptosOptions) -> AnyView {
    let words = words(visit.language);
    let own = &words.staff;
    let drawn = drawn(totals, own);
    view! {
        <Shell visit title=own.title description=words.description class="page staff" options>
            <h1>{own.heading}</h1>
            <p class="lead">{own.lead}</p>
            {drawn}
        </Shell>
    }
    .into_any()
    .into_any()
}

/// All charts.
pub(super) fn drawn(totals: Totals, own: &'static StaffWords) -> AnyView {
    let mut all = [&totals.conversations, &totals.turns].into_iter().chain(totals.ratings.values());
    if totals.topics.is_empty() && all.all(|series| series.iter().all(Option::is_none)) {
        return view! { <p class="none">{own.nothing}</p> }.into_any();
    }
    let days = Days { days: totals.days, words: own };
    let levels = own.levels.iter().filter_map(|(name, _)| {
        Some(days.chart(own.level(name), totals.crisis_levels.get(*name)?))
    });
    let levels = levels.collect_view();
    let mut topics = Vec::from_iter(&totals.topics);
    let shown = |series: &Series| series.iter().flatten().sum::<i64>();
    topics.sort_by_key(|(_, series)| std::cmp::Reverse(shown(series)));
    let topics: Vec<_> =
        topics.into_iter().map(|(name, series)| days.chart(own.topic(name), series)).collect();
    let no_topic = topics.is_empty().then(|| view! { <p>{own.no_topic}</p> });
    let ratings = totals.ratings.values().zip(own.ratings);
    let ratings = ratings.map(|(series, label)| days.chart(label, series)).collect_view();
    let average = match totals.average_rating {
        Some(average) => [own.average, " ", &own.tenths(average), " ", own.of_five].concat(),
        None => own.no_average.to_owned(),
    };
    view! {
        <h2>{own.all}</h2>
        <div class="charts">
            {days.chart(own.conversations, &totals.conversations)}
            {days.chart(own.turns, &totals.turns)}
        </div>
        <h2>{own.dangers}</h2>
        <p class="small">{own.dangers_note}</p>
        <div class="charts">{levels}</div>
        <h2>{own.topics}</h2>
        {no_topic}
        <div class="charts">{topics}</div>
        <h2>{own.feedback}</h2>
        <p>{average}</p>
        <div class="charts">{ratings}</div>
    }
    .into_any()
}

/// For somebody who is not staff; `may_sign_in` where there is a way to become so.
pub fn not_staff(visit: Visit, may_sign_in: bool, options: LeptosOptions) -> AnyView {
    let words = words(visit.language);
    let way =
        may_sign_in.then(|| view! { <a class="door" href="/sign-in">{words.sign_in.link}</a> });
    view! {
        <Shell visit title=words.staff.title description=words.description class="page entry" options>
            <h1>{words.staff.not_staff}</h1>
            <p class="lead">{words.staff.not_staff_text}</p>
            {way}
            <a class="soft" href="/">{words.lost_home}</a>
        </Shell>
    }
    .into_any()
    .into_any()
}

/// The days of the charts.
struct Days {
    days: Vec<NaiveDate>,
    words: &'static StaffWords,
}

impl Days {
    /// One chart with its title, its highest number and its table.
    fn chart(&self, title: &str, series: &Series) -> AnyView {
        let words = self.words;
        let most = series.iter().flatten().max().copied();
        let summary = match most {
            Some(most) => [words.most, " ", &words.count(most)].concat(),
            None => words.too_few.to_owned(),
        };
        let rows = self.days.iter().zip(series).map(|(day, count)| {
            let day = words.date(day.day(), day.month0());
            view! { <tr><th scope="row">{day}</th><td>{self.told(*count)}</td></tr> }
        });
        let rows = rows.collect_view();
        view! {
            <section class="chart">
                <h3>{title.to_owned()}</h3>
                {self.bars(series, most.unwrap_or(1))}
                <p class="small">{summary}</p>
                <details>
                    <summary>{words.table}</summary>
                    <table>
                        <caption class="unseen">{title.to_owned()}</caption>
                        <thead>
                            <tr><th scope="col">{words.day}</th><th scope="col">{words.number}</th></tr>
                        </thead>
                        <tbody>{rows}</tbody>
                    </table>
                </details>
            </section>
        }
        .into_any()
    }

    /// The bars. A screen reader has the table.
    fn bars(&self, series: &Series, most: i64) -> impl IntoView + use<> {
        let room = WIDTH / i64::try_from(series.len()).unwrap_or(WIDTH).max(1);
        let bar = |(place, (day, count)): (usize, (&NaiveDate, &Option<i64>))| {
            let height = count.map_or(LOW, |count| (count * HEIGHT / most.max(1)).max(LOW));
            let left = i64::try_from(place).unwrap_or_default() * room + 1;
            let (top, wide) = (HEIGHT - height, (room - 2).max(1));
            let told =
                [&self.words.date(day.day(), day.month0()), ": ", &self.told(*count)].concat();
            view! {
                <rect
                    class=count.is_none().then_some("few")
                    x=left
                    y=top
                    width=wide
                    height=height
                    rx="2"
                >
                    <title>{told}</title>
                </rect>
            }
        };
        let bars = self.days.iter().zip(series).enumerate().map(bar).collect_view();
        let frame = format!("0 0 {WIDTH} {HEIGHT}");
        view! { <svg viewBox=frame aria-hidden="true" focusable="false">{bars}</svg> }
    }

    /// A number, or that it is too small to be told.
    fn told(&self, count: Option<i64>) -> String {
        count.map_or_else(|| self.words.fewer.to_owned(), |count| self.words.count(count))
    }
}
