/// Exports of tenants that leave, holds that keep their data, and certificates of destruction.
package dev.toolbridge.tenants.leaving;
