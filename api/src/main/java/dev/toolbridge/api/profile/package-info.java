/// The caller as the server sees it, with the settings that it has made for itself.
package dev.toolbridge.api.profile;
