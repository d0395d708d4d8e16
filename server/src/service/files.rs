//! Files: uploading, fetching, attaching; sealed each with a key of its own.

use super::Service;
use crate::clock::rising_id;
use crate::db::FileRow;
use crate::error::Error;
use crate::files::{Clean, Kind, clean, shown_name};
use app::api::chat::MAX_ATTACHMENTS;
use app::api::file::UploadedFile;
use app::api::person::ExportedFile;
use app::backend::{Caller, Owner, StoredFile};
use app::error::ApiError;
use uuid::Uuid;

/// How many uploads may wait for their turn; each holds its bytes.
pub(super) const UPLOADS: usize = 16;
/// The most files that one owner may keep.
const MOST_FILES: i64 = 500;
/// The most bytes that one owner may keep, give or take one file.
const MOST_BYTES: i64 = 250 * 1024 * 1024;

impl Service {
    pub(super) async fn upload(
        &self,
        caller: &Caller,
        name: &str,
        bytes: Vec<u8>,
    ) -> Result<UploadedFile, Error> {
        let (count, size) = self.db.sum_files(caller.owner).await?;
        if count >= MOST_FILES || size >= MOST_BYTES {
            return Err(ApiError::too_many_files().into());
        }
        let busy = || Error::Refused(ApiError::uploads_are_busy());
        let _waiting = self.uploads.try_acquire().map_err(|_| busy())?;
        // A picture takes up to hundreds of megabytes while it is looked at: one after another, and
        // the turn ends with the work, not with a client that hangs up.
        let turn = self.cleaning.clone().acquire_owned().await.map_err(|_| busy())?;
        let cleaned = tokio::task::spawn_blocking(move || {
            let cleaned = clean(bytes);
            drop(turn);
            cleaned
        })
        .await;
        let Clean { kind, bytes } =
            cleaned.map_err(|_| Error::Broken("a file could not be looked at".into()))??;
        let (name, at) = (shown_name(name), self.clock.now());
        let id = rising_id(at);
        let (key, key_id, wrapped_key) = self.keys.new_data_key(id);
        let size = i64::try_from(bytes.len()).unwrap_or(i64::MAX);
        self.shelf.put(id, &key.seal(&bytes, id)).await.map_err(on_disk)?;
        let row = FileRow {
            id,
            kind: kind.extension().to_owned(),
            size,
            key_id,
            wrapped_key,
            sealed_name: key.seal(name.as_bytes(), id),
            created_at: at,
        };
        if let Err(error) = self.db.insert_file(caller.owner, row).await {
            self.take_off_the_disk(vec![id]).await;
            return Err(error);
        }
        let (path, media_type) = (path(id, kind.extension()), kind.media_type().to_owned());
        Ok(UploadedFile { path, media_type, size, name })
    }

    pub(super) async fn discard(&self, caller: &Caller, paths: &[String]) -> Result<(), Error> {
        for path in paths {
            if let Some(row) = self.own_file(caller.owner, path).await?
                && self.db.erase_loose_file(row.id).await?
            {
                self.take_off_the_disk(vec![row.id]).await;
            }
        }
        Ok(())
    }

    pub(super) async fn file(&self, caller: &Caller, path: &str) -> Result<StoredFile, Error> {
        let row = self.own_file(caller.owner, path).await?;
        let row = row.ok_or_else(ApiError::file_is_unknown)?;
        let key = self.keys.unwrap(&row.key_id, &row.wrapped_key, row.id)?;
        let sealed = self.shelf.get(row.id).await.map_err(on_disk)?;
        Ok(StoredFile {
            media_type: media_type(&row.kind),
            name: key.open_text(&row.sealed_name, row.id)?,
            bytes: key.open_bytes(&sealed, row.id)?,
        })
    }

    async fn own_file(&self, owner: Owner, path: &str) -> Result<Option<FileRow>, Error> {
        let Some((id, kind)) = path.split_once('.') else { return Ok(None) };
        let Ok(id) = Uuid::try_parse(id) else { return Ok(None) };
        Ok(self.db.file(owner, id).await?.filter(|row| row.kind == kind))
    }

    /// The files behind the paths of a message's attachments.
    pub(super) async fn attachable(
        &self,
        caller: &Caller,
        paths: &[String],
    ) -> Result<Vec<Uuid>, Error> {
        if paths.len() > MAX_ATTACHMENTS {
            return Err(ApiError::field_is_wrong("attachments", "must be at most 10").into());
        }
        let mut files = Vec::with_capacity(paths.len());
        for path in paths {
            let row = self.own_file(caller.owner, path).await?;
            let message = "must be paths that you uploaded";
            files.push(row.ok_or_else(|| ApiError::field_is_wrong("attachments", message))?.id);
        }
        Ok(files)
    }

    pub(super) async fn exported_files(&self, owner: Owner) -> Result<Vec<ExportedFile>, Error> {
        let shown = |row: FileRow| -> Result<ExportedFile, Error> {
            let key = self.keys.unwrap(&row.key_id, &row.wrapped_key, row.id)?;
            Ok(ExportedFile {
                path: path(row.id, &row.kind),
                media_type: media_type(&row.kind).to_owned(),
                size: row.size,
                name: key.open_text(&row.sealed_name, row.id)?,
                created_at: row.created_at,
            })
        };
        self.db.files(owner).await?.into_iter().map(shown).collect()
    }

    /// Removes sealed files whose keys are gone; what cannot be removed now goes with the janitor.
    pub(super) async fn take_off_the_disk(&self, files: Vec<Uuid>) {
        for id in files {
            if let Err(error) = self.shelf.remove(id).await {
                tracing::warn!(kind = %error.kind(), "a sealed file without its key stays for now");
            }
        }
    }
}

/// How a client names a file.
pub(super) fn path(id: Uuid, kind: &str) -> String {
    format!("{}.{kind}", id.simple())
}

fn media_type(kind: &str) -> &'static str {
    Kind::of_extension(kind).map_or("application/octet-stream", Kind::media_type)
}

fn on_disk(error: std::io::Error) -> Error {
    Error::Away(format!("file storage: {}", error.kind()).into())
}
