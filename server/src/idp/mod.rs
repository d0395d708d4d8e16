//! Identity providers: whose signed tokens are believed.
