/// The sessions of browsers, as the pages of a server need them kept.
package dev.toolbridge.service.session;
