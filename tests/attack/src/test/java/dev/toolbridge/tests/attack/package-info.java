/// Attacks on running servers, each with its required answer, and the guards without which it would succeed.
package dev.toolbridge.tests.attack;
