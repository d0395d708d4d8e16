//! Uploaded files: recognised by content, cleaned, sealed on disk.
