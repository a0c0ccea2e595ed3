/// The calls of WorkOS that our servers make, and its webhooks.
package dev.toolbridge.identity.workos;
