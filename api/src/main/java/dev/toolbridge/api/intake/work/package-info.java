/// The work on imports: a server takes what is due, goes on with what another has left, and says how far it is.
package dev.toolbridge.api.intake.work;
