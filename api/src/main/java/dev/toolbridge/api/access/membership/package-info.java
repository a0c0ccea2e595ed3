/// Who belongs to which tenant: asked of the identity provider, remembered for a short time, forgotten when it says so.
package dev.toolbridge.api.access.membership;
