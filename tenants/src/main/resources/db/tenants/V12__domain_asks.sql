-- The checks that people have asked for and that could order a certificate, for an hour: all tenants share what an issuer
-- takes. A name that is removed and added again has them still.
CREATE TABLE domain_ask (
  name text COLLATE "C" NOT NULL,
  at timestamptz NOT NULL DEFAULT clock_timestamp(),
  PRIMARY KEY (name, at)
);
CREATE INDEX domain_ask_old ON domain_ask (at);
