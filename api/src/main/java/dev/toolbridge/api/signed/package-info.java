/// Values that clients hold for us, signed so that we know them again: cursors and sync sessions.
package dev.toolbridge.api.signed;
