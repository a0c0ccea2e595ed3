/// The data of the identity provider, in one file that survives a restart.
package dev.toolbridge.identity.state;
