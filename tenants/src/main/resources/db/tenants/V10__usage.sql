-- The use of each tenant in each hour (UTC), kept for 13 months. `latency` has the number of requests up to each bound of
-- the meters, and then all.
CREATE TABLE usage_hour (
  tenant_ref uuid NOT NULL REFERENCES tenant,
  hour timestamptz NOT NULL,
  requests bigint NOT NULL DEFAULT 0,
  refused bigint NOT NULL DEFAULT 0,
  errors bigint NOT NULL DEFAULT 0,
  tool_calls bigint NOT NULL DEFAULT 0,
  items bigint NOT NULL DEFAULT 0,
  bytes bigint NOT NULL DEFAULT 0,
  people bigint NOT NULL DEFAULT 0,
  assistants bigint NOT NULL DEFAULT 0,
  last_write_at timestamptz,
  latency bigint[] NOT NULL DEFAULT '{}',
  PRIMARY KEY (tenant_ref, hour)
);
CREATE INDEX usage_hour_by_age ON usage_hour (hour);

-- The counters of each program as they were last read: they begin at zero when the program starts again.
CREATE TABLE usage_reading (
  tenant_ref uuid NOT NULL REFERENCES tenant,
  instance text COLLATE "C" NOT NULL,
  process bigint NOT NULL,
  counters bigint[] NOT NULL,
  read_at timestamptz NOT NULL,
  PRIMARY KEY (tenant_ref, instance)
);

-- What is deleted by its age.
CREATE INDEX operation_by_end ON operation (finished_at) WHERE status IN ('succeeded', 'failed', 'cancelled');
CREATE INDEX operation_event_by_age ON operation_event (at);
