/// An identity provider for development: logs people in on their own machine, and stands in for WorkOS in tests.
package dev.toolbridge.identity;
