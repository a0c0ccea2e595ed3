/// The page on which a person signs in, sees what is proposed, and decides.
package dev.toolbridge.api.review;
