/// The senders of requests to the control plane: operators, their keys, and the administrators of tenants.
package dev.toolbridge.tenants.caller;
