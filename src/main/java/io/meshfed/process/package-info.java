/** Other programs: started with a list of arguments, a time limit and bounded output. */
package io.meshfed.process;
