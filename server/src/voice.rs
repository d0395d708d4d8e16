//! Speech to text, by a server of the OpenAI shape.
