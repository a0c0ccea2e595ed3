/// Values for templates, made from the API's answers.
package dev.toolbridge.console.view;
