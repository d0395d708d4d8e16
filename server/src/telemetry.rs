//! Spans for OpenTelemetry and Langfuse: who spoke with what, how long it took, never what was said.
