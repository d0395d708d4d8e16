//! What is announced, and to whom: within this process, and through Redis to others.
