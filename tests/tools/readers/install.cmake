# Script: installs what FROM/package-lock.json pins into the folder TO with NPM; says so and goes on where that is impossible.
file(COPY "${FROM}/package.json" "${FROM}/package-lock.json" DESTINATION "${TO}")
if(NPM)
  execute_process(COMMAND "${NPM}" ci --ignore-scripts --no-audit --no-fund --loglevel=error WORKING_DIRECTORY "${TO}"
                  RESULT_VARIABLE code OUTPUT_VARIABLE output ERROR_VARIABLE output)
else()
  set(code "npm is not installed")
endif()
if(code EQUAL 0)
  file(TOUCH "${TO}/node_modules/.package-lock.json")
else()
  message(STATUS "The tests' outside readers could not be installed, and tests that need them are skipped: ${code}\n${output}")
endif()
