-- The sessions of operators and administrators in browsers. A row is found by the hash of what the browser holds only, and
-- its content is encrypted under a key that the browser's part makes.
CREATE TABLE console_session (
  id bytea PRIMARY KEY,
  user_id uuid NOT NULL,
  content bytea NOT NULL,
  created_at timestamptz NOT NULL DEFAULT now(),
  seen_at timestamptz NOT NULL DEFAULT now(),
  refreshed_at timestamptz NOT NULL DEFAULT now()
);
CREATE INDEX console_session_by_user ON console_session (user_id, created_at);
CREATE INDEX console_session_by_age ON console_session (seen_at);
