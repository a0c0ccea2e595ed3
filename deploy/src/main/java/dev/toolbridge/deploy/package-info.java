/// The image's servers as values, and their run on a real database: what training and measurement share.
package dev.toolbridge.deploy;
