/// A reference device: an app that keeps its items without a network and synchronises them when it has one.
package dev.toolbridge.tests.device;
