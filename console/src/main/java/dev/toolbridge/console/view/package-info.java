/// What templates show, as values made from the API's answers.
package dev.toolbridge.console.view;
