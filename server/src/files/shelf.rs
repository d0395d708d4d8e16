//! Where sealed files stand on disk, one file for each id.

use crate::crypto::Sealed;
use std::ffi::OsStr;
use std::io::{self, ErrorKind};
use std::os::unix::fs::{DirBuilderExt, PermissionsExt};
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::time::Duration;
use tokio::fs;
use tokio::io::AsyncWriteExt;
use uuid::Uuid;

const SEALED: &str = "sealed";
/// The ending of a file that is still being written.
const PART: &str = "part";

/// The sealed files on disk. Cheap to clone.
#[derive(Clone, Debug)]
pub struct Shelf {
    folder: Arc<Path>,
}

impl Shelf {
    /// Opens `folder`; it is made if it is not there, and nobody but its owner may enter.
    pub fn open(folder: PathBuf) -> io::Result<Shelf> {
        std::fs::DirBuilder::new().recursive(true).mode(0o700).create(&folder)?;
        std::fs::set_permissions(&folder, std::fs::Permissions::from_mode(0o700))?;
        Ok(Shelf { folder: folder.into() })
    }

    /// Keeps a file: once this is answered it survives a power cut.
    pub async fn put(&self, id: Uuid, sealed: &Sealed) -> io::Result<()> {
        let part = self.path(id, PART);
        let kept = self.write(id, &part, sealed).await;
        if kept.is_err() {
            fs::remove_file(&part).await.ok();
        }
        kept
    }

    async fn write(&self, id: Uuid, part: &Path, sealed: &Sealed) -> io::Result<()> {
        let mut options = fs::OpenOptions::new();
        options.write(true).create(true).truncate(true).mode(0o600);
        let mut file = options.open(part).await?;
        file.write_all(sealed.as_bytes()).await?;
        // The last write reports its failure here, not to `sync_all`.
        file.flush().await?;
        file.sync_all().await?;
        fs::rename(part, self.path(id, SEALED)).await?;
        // A name lasts only once its folder is written out too.
        fs::File::open(&self.folder).await?.sync_all().await
    }

    /// Reads a file, still sealed; `NotFound` if there is none.
    pub async fn get(&self, id: Uuid) -> io::Result<Vec<u8>> {
        fs::read(self.path(id, SEALED)).await
    }

    /// Removes a file; it is fine if there is none.
    pub async fn remove(&self, id: Uuid) -> io::Result<()> {
        match fs::remove_file(self.path(id, SEALED)).await {
            Err(error) if error.kind() != ErrorKind::NotFound => Err(error),
            _ => Ok(()),
        }
    }

    /// The ids of files that were kept longer ago than `age`; what broken uploads left behind and is
    /// as old is removed.
    pub async fn older_than(&self, age: Duration) -> io::Result<Vec<Uuid>> {
        let folder = self.folder.clone();
        tokio::task::spawn_blocking(move || older_than(&folder, age))
            .await
            .map_err(io::Error::other)?
    }

    fn path(&self, id: Uuid, ending: &str) -> PathBuf {
        self.folder.join(format!("{}.{ending}", id.simple()))
    }
}

fn older_than(folder: &Path, age: Duration) -> io::Result<Vec<Uuid>> {
    let mut ids = Vec::new();
    for entry in std::fs::read_dir(folder)? {
        let path = entry?.path();
        // Another server may remove it meanwhile.
        let Ok(modified) = path.metadata().and_then(|data| data.modified()) else { continue };
        // The operating system dates files, so its time counts here, not the clock's.
        if modified.elapsed().unwrap_or_default() <= age {
            continue;
        }
        let stem = path.file_stem().and_then(OsStr::to_str).unwrap_or_default();
        let Ok(id) = Uuid::try_parse(stem) else { continue };
        match path.extension().and_then(OsStr::to_str) {
            Some(SEALED) => ids.push(id),
            Some(PART) => drop(std::fs::remove_file(&path)),
            _ => {}
        }
    }
    Ok(ids)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::crypto::DataKey;

    fn shelf() -> (tempfile::TempDir, Shelf) {
        let folder = tempfile::tempdir().unwrap();
        let shelf = Shelf::open(folder.path().join("data/files")).unwrap();
        (folder, shelf)
    }

    fn date_back(path: &Path, by: Duration) {
        let file = std::fs::File::options().write(true).open(path).unwrap();
        let modified = file.metadata().unwrap().modified().unwrap();
        file.set_modified(modified - by).unwrap();
    }

    fn mode(path: &Path) -> u32 {
        std::fs::metadata(path).unwrap().permissions().mode() & 0o777
    }

    #[tokio::test]
    async fn what_is_kept_comes_back_and_only_its_key_opens_it() {
        let (_folder, shelf) = shelf();
        let (id, key) = (Uuid::from_u128(7), DataKey::of_a_test());
        shelf.put(id, &key.seal(b"a picture", id)).await.unwrap();
        let bytes = shelf.get(id).await.unwrap();
        assert!(!bytes.windows(7).any(|part| part == b"picture"));
        assert_eq!(key.open_bytes(&bytes, id).unwrap(), b"a picture");
        assert!(key.open_bytes(&bytes, Uuid::from_u128(8)).is_err());
    }

    #[tokio::test]
    async fn nobody_but_the_owner_reads_the_shelf() {
        let (_folder, shelf) = shelf();
        let id = Uuid::from_u128(7);
        shelf.put(id, &DataKey::of_a_test().seal(b"a picture", id)).await.unwrap();
        assert_eq!(mode(&shelf.folder), 0o700);
        assert_eq!(mode(&shelf.path(id, SEALED)), 0o600);
    }

    #[tokio::test]
    async fn what_is_removed_is_gone_and_may_be_removed_again() {
        let (_folder, shelf) = shelf();
        let id = Uuid::from_u128(7);
        shelf.put(id, &DataKey::of_a_test().seal(b"a picture", id)).await.unwrap();
        shelf.remove(id).await.unwrap();
        shelf.remove(id).await.unwrap();
        assert_eq!(shelf.get(id).await.unwrap_err().kind(), ErrorKind::NotFound);
    }

    #[tokio::test]
    async fn old_files_are_named_and_only_old_leftovers_of_uploads_removed() {
        let (_folder, shelf) = shelf();
        let [old, new, broken, running] = [1, 2, 3, 4].map(Uuid::from_u128);
        for id in [old, new] {
            shelf.put(id, &DataKey::of_a_test().seal(b"a picture", id)).await.unwrap();
        }
        for id in [broken, running] {
            std::fs::write(shelf.path(id, PART), b"half a pic").unwrap();
        }
        std::fs::write(shelf.folder.join("README"), b"not ours").unwrap();
        for path in [shelf.path(old, SEALED), shelf.path(broken, PART), shelf.folder.join("README")]
        {
            date_back(&path, Duration::from_secs(7200));
        }
        assert_eq!(shelf.older_than(Duration::from_secs(3600)).await.unwrap(), [old]);
        assert!(!shelf.path(broken, PART).exists());
        assert!(shelf.path(running, PART).exists());
        assert!(shelf.folder.join("README").exists());
    }
}
