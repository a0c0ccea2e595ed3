/// The control plane as its operators, and its tenants as their users, know them: programs, a router, real databases.
package dev.toolbridge.tests.tenants;
