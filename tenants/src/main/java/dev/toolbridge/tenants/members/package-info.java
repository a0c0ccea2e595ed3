/// The server that reads memberships for tenants: each by a key of its own, about its own organisation only.
package dev.toolbridge.tenants.members;
