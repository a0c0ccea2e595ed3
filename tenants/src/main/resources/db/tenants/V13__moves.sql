-- A tenant that moves has two placements: the one that its programs use is present, the other is coming or was left.
ALTER TABLE placement
  ADD COLUMN state text COLLATE "C" NOT NULL DEFAULT 'present' CHECK (state IN ('coming', 'present', 'left')),
  ADD COLUMN keep_until timestamptz,
  ADD CHECK ((state = 'left') = (keep_until IS NOT NULL));
CREATE UNIQUE INDEX placement_present ON placement (tenant_ref) WHERE state = 'present';
