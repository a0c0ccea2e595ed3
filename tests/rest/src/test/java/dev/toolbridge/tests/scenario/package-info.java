/// The promises of the REST API, as tables of scenarios that run for every entity type on a running server.
package dev.toolbridge.tests.scenario;
