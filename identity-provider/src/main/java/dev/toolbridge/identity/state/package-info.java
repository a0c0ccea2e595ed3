/// What the identity provider knows, in one file that survives a restart.
package dev.toolbridge.identity.state;
