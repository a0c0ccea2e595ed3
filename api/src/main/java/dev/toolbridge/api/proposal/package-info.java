/// Changes that are proposed, and a person's decision about them: what is shown, what is decided, what is applied.
package dev.toolbridge.api.proposal;
