/// Imports of files that users send: the upload, the plan, the order to carry it out, its report and its undo.
package dev.toolbridge.api.intake;
