/// The SQL of environment variables: their sealed values, and the data keys of projects.
package dev.toolbridge.api.store.environment;
