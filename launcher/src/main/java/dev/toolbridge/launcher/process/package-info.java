/// Programs as processes of the operating system: started in order, watched, started again, stopped.
package dev.toolbridge.launcher.process;
