-- The oldest program that each version of the schema serves. A program starts on a schema that is newer than its own only
-- if the row of that schema names it: each migration adds its row, in the statement that CONTRIBUTING.md shows.
CREATE TABLE schema_served (
  version integer PRIMARY KEY,
  oldest integer NOT NULL CHECK (oldest BETWEEN 1 AND version)
);
GRANT SELECT ON schema_served TO toolbridge_server, toolbridge_maintenance;

INSERT INTO schema_served (version, oldest) VALUES (10, 10);
