//! Every variable the server reads, as the README lists them.

/// One variable as the README lists it.
pub struct Variable {
    /// The name of the environment variable.
    pub name: &'static str,
    /// What it is when absent, for a person to read.
    pub default: &'static str,
    /// What it does.
    pub meaning: &'static str,
}

/// Every variable the server reads.
pub const VARIABLES: &[Variable] = &[
    variable(
        "APP_ENV",
        "development",
        "`development` or `production`; production refuses weak settings",
    ),
    variable("BIND_ADDR", "127.0.0.1:8000", "address and port to listen on"),
    variable("DATA_DIR", "data", "folder of the database file and the generated key"),
    variable(
        "DATABASE_URL",
        "a SQLite file in `DATA_DIR`",
        "`sqlite:FILE` or `postgres://…` (tables in schema `app`)",
    ),
    variable(
        "ENCRYPTION_KEY",
        "none",
        "master keys, `id:base64` of 32 bytes, comma separated, newest last",
    ),
    variable(
        "ENCRYPTION_KEY_FILE",
        "`master.key` in `DATA_DIR`, made in development",
        "file with the master keys, one a line, newest last",
    ),
    variable("CORS_ORIGINS", "none", "origins whose pages may call the API, comma separated"),
    variable(
        "EMBED_ORIGINS",
        "none",
        "origins whose pages may open the talk in a frame with `/embed.js`, comma separated",
    ),
    variable(
        "TRUSTED_PROXIES",
        "none",
        "networks whose `X-Forwarded-For` counts, comma separated, such as `10.0.0.0/8`",
    ),
    variable(
        "RATE_LIMIT_PER_MINUTE",
        "60",
        "requests a minute for each client address; 0 turns it off",
    ),
    variable(
        "RATE_LIMIT_NETWORKS",
        "none",
        "networks with their own limit for each client address, such as `192.0.2.0/24=600`",
    ),
    variable(
        "TLS_CERT",
        "none",
        "PEM file with the certificate chain; with `TLS_KEY` the server speaks TLS 1.3",
    ),
    variable("TLS_KEY", "none", "PEM file with the private key"),
    variable("METRICS_TOKEN", "none", "bearer token that `/metrics` asks for; open without it"),
    variable("API_DOCS", "on", "`off` removes `/docs`, `/redoc` and `/openapi.json`"),
    variable("LOG_FORMAT", "pretty, in production json", "`pretty` or `json`"),
    variable("LOG_LEVEL", "info", "`error`, `warn`, `info`, `debug` or `trace`"),
    variable("LEPTOS_SITE_ROOT", "target/site", "folder with the built pages"),
    variable(
        "MOCK_IDP",
        "on in development",
        "`on` or `off`: the identity provider that believes everybody; production refuses it",
    ),
    variable(
        "IDENTITY_PROVIDERS",
        "none",
        "TOML file with the identity providers whose tokens are believed",
    ),
    variable(
        "PUBLIC_URL",
        "http://localhost:8000",
        "where people reach our pages; identity providers send them back there",
    ),
    variable(
        "CLIENT_REGISTRY",
        "none",
        "what further clients can do when they do not say it: `ios_app=sse+reply,bot=none`",
    ),
    variable(
        "FEATURE_FLAGS",
        "none",
        "TOML file with feature flags, or the `http(s)://` address of an OpenFeature service (OFREP)",
    ),
    variable(
        "CARE_DIR",
        "none",
        "folder with own texts, monsters' names and helplines that lie over ours",
    ),
    variable(
        "REDIS_URL",
        "none",
        "Redis or Valkey that several servers share for events and rate limits",
    ),
    variable(
        "LLM_BASE_URL",
        "none",
        "server of the OpenAI shape that words ordinary answers; `/chat/completions` is added",
    ),
    variable("LLM_API_KEY", "none", "its bearer token"),
    variable("LLM_MODEL", "gpt-4o-mini", "the model it is asked for"),
    variable(
        "STT_BASE_URL",
        "none",
        "server of the OpenAI shape for speech; `/v1/audio/transcriptions` is added",
    ),
    variable("STT_API_KEY", "none", "its bearer token"),
    variable("STT_MODEL", "whisper-1", "the model it is asked for"),
    variable(
        "OTEL_EXPORTER_OTLP_ENDPOINT",
        "none",
        "OpenTelemetry collector (OTLP over HTTP); `/v1/traces` is added",
    ),
    variable("OTEL_EXPORTER_OTLP_HEADERS", "none", "headers for it, `name=value`, comma separated"),
    variable(
        "LANGFUSE_HOST",
        "none",
        "Langfuse server that gets the spans instead, with the two keys below",
    ),
    variable("LANGFUSE_PUBLIC_KEY", "none", "Langfuse project's public key"),
    variable("LANGFUSE_SECRET_KEY", "none", "Langfuse project's secret key"),
];

const fn variable(name: &'static str, default: &'static str, meaning: &'static str) -> Variable {
    Variable { name, default, meaning }
}
