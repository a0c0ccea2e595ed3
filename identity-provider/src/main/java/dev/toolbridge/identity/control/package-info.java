/// The switches that tests and the launcher use: people, organisations, tokens of any kind, faults on demand.
package dev.toolbridge.identity.control;
