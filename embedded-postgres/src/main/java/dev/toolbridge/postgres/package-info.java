/// A PostgreSQL server of our own, for `toolbridge up`, for training and for tests.
package dev.toolbridge.postgres;
