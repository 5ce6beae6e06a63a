@echo off
rem Builds what is not built yet, quietly and once, then runs. "loopwright --help" lists the commands.
setlocal enabledelayedexpansion
set "HOME_DIR=%~dp0"
set "HOME_DIR=%HOME_DIR:~0,-1%"

set "JDK="
for %%D in ("%JAVA_HOME%") do call :consider "%%~D"
for /d %%D in ("%ProgramFiles%\Eclipse Adoptium\jdk-*" "%ProgramFiles%\Java\jdk-*" "%ProgramFiles%\Microsoft\jdk-*" "%USERPROFILE%\.jdks\*") do call :consider "%%~D"
if not defined JDK (
  echo loopwright: needs a Java 25 development kit, and found none in JAVA_HOME or in the usual places. 1>&2
  echo Install one, for example Temurin 25, and try again, or set JAVA_HOME to it. 1>&2
  exit /b 3
)
set "JAVA_HOME=%JDK%"

where mvn >nul 2>nul || (
  echo loopwright: needs Apache Maven 3.8 or later on PATH, and found none. Install it and try again. 1>&2
  exit /b 3
)

if "%~1"=="test" (
  pushd "%HOME_DIR%" & call mvn -B -ntp verify & set "RC=!ERRORLEVEL!" & popd & exit /b !RC!
)

if not exist "%HOME_DIR%\app\target\built" (
  echo Building Loopwright, the first time takes some minutes ... 1>&2
  if not exist "%HOME_DIR%\target" mkdir "%HOME_DIR%\target"
  pushd "%HOME_DIR%" & call mvn -B -ntp -q -DskipTests -Dspotless.check.skip=true -pl engine,ui-resources,app package >"%HOME_DIR%\target\build.log" 2>&1 & set "RC=!ERRORLEVEL!" & popd
  if not "!RC!"=="0" (
    echo loopwright: the build failed; the whole log is in %HOME_DIR%\target\build.log 1>&2
    exit /b 3
  )
  type nul > "%HOME_DIR%\app\target\built"
)

"%JAVA_HOME%\bin\java" --enable-native-access=ALL-UNNAMED --sun-misc-unsafe-memory-access=allow --add-modules=jdk.incubator.vector -XX:+UseSerialGC -Xmx4g "-Dloopwright.home=%HOME_DIR%" %LOOPWRIGHT_JAVA_OPTIONS% -cp "%HOME_DIR%\app\target\loopwright.jar;%HOME_DIR%\app\target\lib\*" org.loopwright.app.Loopwright %*
exit /b %ERRORLEVEL%

:consider
if defined JDK exit /b 0
if not exist "%~1\bin\javac.exe" exit /b 0
for /f "tokens=2 delims==." %%V in ('findstr /b "JAVA_VERSION=" "%~1\release"') do set "MAJOR=%%~V"
set "MAJOR=%MAJOR:"=%"
if %MAJOR% GEQ 25 set "JDK=%~1"
exit /b 0
