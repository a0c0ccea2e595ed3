-- The quotas that a release began with: programs that cannot read a file of this machine know those.
ALTER TABLE tenant_release ADD COLUMN quotas jsonb NOT NULL DEFAULT '{}';
