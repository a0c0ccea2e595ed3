/// Values that clients hold for us, signed so that we know them again: cursors and sessions.
package dev.toolbridge.service.signed;
