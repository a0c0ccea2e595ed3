/// What the REST API promises, as tables of scenarios that are run for every entity type on a running server.
package dev.toolbridge.tests.scenario;
