-- The router's state: a number that grows with every change, and how many backends its file has.
CREATE TABLE router (
  only_one boolean PRIMARY KEY DEFAULT true CHECK (only_one),
  revision bigint NOT NULL DEFAULT 0,
  backends integer NOT NULL DEFAULT 16 CHECK (backends BETWEEN 16 AND 4000)
);
INSERT INTO router DEFAULT VALUES;

-- The names under which a tenant is reached. The checks keep out whatever could not stand in the router's file.
CREATE TABLE route (
  host text COLLATE "C" PRIMARY KEY
    CHECK (length(host) <= 253 AND host ~ '^([a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?)(\.[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?)*$'),
  tenant_ref uuid NOT NULL,
  loopback_port integer UNIQUE CHECK (loopback_port BETWEEN 1 AND 65535),
  state text NOT NULL DEFAULT 'open' CHECK (state IN ('open', 'suspended'))
);
CREATE INDEX route_of_tenant ON route (tenant_ref);

-- The backend of the router's file that a tenant's process has, and the place that its next server takes.
CREATE TABLE route_backend (
  number integer PRIMARY KEY CHECK (number > 0),
  tenant_ref uuid NOT NULL,
  process text COLLATE "C" NOT NULL CHECK (process ~ '^[a-z][a-z0-9-]{0,38}$'),
  next_slot integer NOT NULL DEFAULT 1 CHECK (next_slot BETWEEN 1 AND 16),
  UNIQUE (tenant_ref, process)
);

-- The servers of a backend. Weight 0 is a server that drains: only its own sessions reach it.
CREATE TABLE route_server (
  backend integer NOT NULL REFERENCES route_backend ON DELETE CASCADE,
  slot integer NOT NULL CHECK (slot BETWEEN 1 AND 16),
  address inet NOT NULL CHECK (masklen(address) = CASE family(address) WHEN 4 THEN 32 ELSE 128 END),
  port integer NOT NULL CHECK (port BETWEEN 1 AND 65535),
  weight integer NOT NULL CHECK (weight BETWEEN 0 AND 256),
  replica text COLLATE "C" CHECK (replica ~ '^[A-Za-z0-9_-]{1,64}$'),
  PRIMARY KEY (backend, slot),
  UNIQUE (backend, address, port)
);
