/// A Machines API of Fly that runs on this machine, counts what there is, and misbehaves as tests say.
package dev.toolbridge.tests.fly;
