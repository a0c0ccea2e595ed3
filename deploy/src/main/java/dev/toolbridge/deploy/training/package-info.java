/// Makes the ahead-of-time caches of the image by running its programs under real requests.
package dev.toolbridge.deploy.training;
