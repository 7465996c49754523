/**
 * The gates of a promotion: each is asked and says pass, fail, or that it cannot know. Nothing that
 * goes wrong while asking is ever a pass, nor a fail.
 */
package io.meshfed.gates;
