/// Rollouts: a release is brought to many tenants, wave after wave, by an ordinary deployment of each.
package dev.toolbridge.tenants.rollout;
