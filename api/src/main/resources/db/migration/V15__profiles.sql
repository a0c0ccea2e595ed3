-- The settings of users that hold in one tenant: so far the time zone of their days.
CREATE TABLE user_profile (
  tenant_id text COLLATE "C" NOT NULL,
  user_id uuid NOT NULL,
  time_zone text COLLATE "C" NOT NULL,
  PRIMARY KEY (tenant_id, user_id)
);
ALTER TABLE user_profile ENABLE ROW LEVEL SECURITY, FORCE ROW LEVEL SECURITY;
CREATE POLICY inside_tenant ON user_profile TO toolbridge_server
  USING (tenant_id = NULLIF(current_setting('app.tenant', true), ''))
  WITH CHECK (tenant_id = NULLIF(current_setting('app.tenant', true), ''));
CREATE POLICY across_tenants ON user_profile TO toolbridge_maintenance USING (true) WITH CHECK (true);
GRANT SELECT, INSERT, UPDATE, DELETE ON user_profile TO toolbridge_server, toolbridge_maintenance;

-- A program of the schema before does not know this table, and needs none of it.
INSERT INTO schema_served (version, oldest) VALUES (15, 10);
