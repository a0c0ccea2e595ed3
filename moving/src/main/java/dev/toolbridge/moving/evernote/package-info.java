/// Evernote, as it exports notebooks to ENEX.
package dev.toolbridge.moving.evernote;
