/// Attacks on running servers, each with the answer that it must get, and the guards without which it would succeed.
package dev.toolbridge.tests.attack;
